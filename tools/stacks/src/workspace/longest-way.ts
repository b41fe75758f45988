/**
 * The same order, with the nodes listed by the longest way behind them: the seconds of a node, and of the longest chain of
 * nodes that have to come after the node. Who takes nodes from the front of the list, as `walk` does, ends early: no long
 * chain begins late behind short ones.
 *
 * @param order for each node, what comes before it; acyclic
 * @param secondsOf what one node is expected to take
 * @returns nodes with ways of equal length stay in the order that they had
 */
export function longestWayFirst<Node>(
  order: ReadonlyMap<Node, readonly Node[]>,
  secondsOf: (node: Node) => number,
): ReadonlyMap<Node, readonly Node[]> {
  const after = new Map<Node, Node[]>([...order.keys()].map((node) => [node, []]));
  for (const [node, before] of order) for (const other of before) after.get(other)?.push(node);
  const ways = new Map<Node, number>();
  const wayOf = (node: Node): number => {
    const known = ways.get(node);
    if (known !== undefined) return known;
    const way = secondsOf(node) + Math.max(0, ...(after.get(node) ?? []).map(wayOf));
    ways.set(node, way);
    return way;
  };
  return new Map([...order].sort(([one], [other]) => wayOf(other) - wayOf(one)));
}
