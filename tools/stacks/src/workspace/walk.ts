/** How one node of a walk ended, for what comes after it. */
export type Passed = boolean;

/**
 * Visits every node once, after everything before it has been visited, as many at a time as allowed. A node is
 * told which nodes before it did not pass, and is visited all the same: what to make of it is its own affair.
 *
 * @param order for each node, what comes before it; acyclic
 * @param parallel how many visits may be under way at once
 * @param visit resolves to whether the node passed; must not reject
 */
export async function walk<Node>(
  order: ReadonlyMap<Node, readonly Node[]>,
  parallel: number,
  visit: (node: Node, failedBefore: readonly Node[]) => Promise<Passed>,
): Promise<void> {
  const passed = new Map<Node, Passed>();
  const waiting = new Set(order.keys());
  const running = new Set<Promise<void>>();

  while (waiting.size > 0 || running.size > 0) {
    for (const node of waiting) {
      const before = order.get(node) ?? [];
      if (running.size >= parallel || !before.every((other) => passed.has(other))) continue;
      waiting.delete(node);
      const failedBefore = before.filter((other) => !passed.get(other));
      const visited: Promise<void> = visit(node, failedBefore).then((result) => {
        passed.set(node, result);
        running.delete(visited);
      });
      running.add(visited);
    }
    await Promise.race(running);
  }
}
