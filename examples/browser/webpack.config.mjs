// webpack 5 finds the worker and the wasm by their addresses; nothing has to be set but the entry.
export default {
  mode: "production",
  entry: "./main.js",
  output: { filename: "main.js", publicPath: "./" },
  // A wasm is larger than what webpack recommends of a script.
  performance: { hints: false },
};
