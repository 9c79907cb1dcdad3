// A browser that is started anew when an attack has brought it down, or left it waiting for somebody.

/**
 * `start` is given what a test is given, and resolves to `{ name, version, lanes, open }`. The attacks go on in
 * the next browser, and what the sink has seen stays seen.
 */
export async function lasting(t, start) {
  const begun = async () => {
    const ends = [];
    const browser = await start({ after: (end) => ends.unshift(end) });
    return { browser, ends };
  };
  const end = async ({ ends }) => {
    for (const each of ends.splice(0)) {
      try {
        await each();
      } catch {
        // It has ended already.
      }
    }
  };
  let current = begun();
  t.after(async () => end(await current));
  const { browser } = await current;
  return {
    ...browser,
    async open(...given) {
      const used = current;
      try {
        return await (await used).browser.open(...given);
      } catch {
        // Another lane may have begun a new one already.
        if (used === current) current = end(await used).then(begun);
        return (await current).browser.open(...given);
      }
    },
  };
}
