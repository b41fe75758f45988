/** Whether a node of a walk passed, for the nodes after it. */
export type Passed = boolean;

/**
 * Visits every node once, after all nodes before it, as many at a time as allowed. A node is told which nodes before it
 * did not pass, and is visited all the same; the visit decides what to do.
 *
 * @param order for each node, the nodes before it; acyclic
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
