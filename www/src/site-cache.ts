/** The caches that hold the site for when there is no network: one for each build of it. */

/** Other copies of the site may lie in other folders of the same origin. */
const PREFIX = `genosieve ${new URL("./", location.href).pathname} `;

export function cacheName(build: string): string {
  return PREFIX + build;
}

/** Those of other builds of this copy. */
export async function otherCaches(build: string): Promise<string[]> {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
}
