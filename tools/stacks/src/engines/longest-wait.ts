/** A resource that an engine may wait for, and the resources that must be ready before it. */
export interface AwaitedResource {
  /** How long the engine may wait for it, in minutes. */
  readonly minutes: number;
  /** Names of the resources that come before it; unknown names are ignored. */
  readonly after: readonly string[];
}

/** The longest time that an engine may wait, in minutes. Only resources that depend on each other are added up. */
export function longestWait(resources: ReadonlyMap<string, AwaitedResource>): number {
  const found = new Map<string, number>();
  const until = (name: string): number => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const resource = resources.get(name);
    if (!resource) return 0;
    // An engine refuses a dependency cycle; here the function must only end.
    found.set(name, 0);
    const minutes = resource.minutes + Math.max(0, ...resource.after.map(until));
    found.set(name, minutes);
    return minutes;
  };
  return Math.max(0, ...[...resources.keys()].map(until));
}
