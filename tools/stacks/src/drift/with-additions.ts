import { type StackDrift } from '../engines/engine';
import { type StackAdditions } from './additions/stack-additions';

/** The engine's finding of a stack together with the additions to its objects. */
export function withAdditions(
  drift: StackDrift,
  { additions, unchecked, uncovered }: StackAdditions,
): StackDrift {
  return {
    ...drift,
    drifted: [
      ...drift.drifted,
      ...additions.map(({ parent, kind, content, detail, name }) => ({
        kind: 'added' as const,
        resource: parent.address,
        physicalId: parent.physicalId,
        type: parent.type,
        attributes: [],
        addition: { what: kind, content, ...(detail !== undefined && { detail }), name },
      })),
    ],
    additions: {
      unchecked: unchecked.map(({ parent, kind, reason }) => ({
        what: kind,
        resource: parent.address,
        reason,
      })),
      uncovered,
    },
  };
}
