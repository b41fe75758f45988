import { type AdditionKind, type Child, type Declared } from './addition-kind';
import { additionName } from './addition-name';
import { askEach, whyUnanswerable } from './asking';
import { type DeployedResource } from './deployed-resource';
import { type Services } from './services';

/** A child of a deployed object that no stack declares. */
export interface Addition {
  /** The object that it was added to. */
  readonly parent: DeployedResource;
  /** Name of its kind: `rule of a security group`. */
  readonly kind: string;
  /** The content: `ingress tcp 5432 0.0.0.0/0`. */
  readonly content: string;
  /** Further content, if there is any: the text of a policy. @default nothing */
  readonly detail?: unknown;
  /** The name that `--remove` takes. */
  readonly name: string;
  readonly remove: () => Promise<unknown>;
}

/** An object whose children of one kind could not be looked at. */
export interface UncheckedParent {
  readonly parent: DeployedResource;
  readonly kind: string;
  /** The reason, in words. */
  readonly reason: string;
}

/** The additions to the objects of some stacks in one region. */
export interface FoundAdditions {
  readonly additions: readonly Addition[];
  readonly unchecked: readonly UncheckedParent[];
}

/**
 * The children of deployed objects that no stack declares and AWS itself has not made.
 *
 * @param parents resources whose children are looked at, all in the region of `services`
 * @param deployed every resource that may be such a child, or declare one: the resources of all stacks
 * @throws whatever a service throws that could be asked and did not answer
 */
export async function findAdditions(
  kinds: readonly AdditionKind[],
  parents: readonly DeployedResource[],
  deployed: readonly DeployedResource[],
  services: Services,
  target: 'aws' | 'emulator',
): Promise<FoundAdditions> {
  const found = await Promise.all(kinds.map((kind) => ofKind(kind, parents, deployed, services, target)));
  return {
    additions: found.flatMap(({ additions }) => additions),
    unchecked: found.flatMap(({ unchecked }) => unchecked),
  };
}

/** @emulator Drift does not look for some kinds of additions; a line each below. */
async function ofKind(
  kind: AdditionKind,
  parents: readonly DeployedResource[],
  deployed: readonly DeployedResource[],
  services: Services,
  target: 'aws' | 'emulator',
): Promise<FoundAdditions> {
  const wanted = new Map(
    parents.flatMap((parent): [string, DeployedResource][] => {
      if (parent.physicalId === '' || isComparedByEngine(kind, parent)) return [];
      const id = kind.parents[parent.type]?.(parent);
      return id ? [[id, parent]] : [];
    }),
  );
  if (wanted.size === 0) return { additions: [], unchecked: [] };
  const unchecked = (reason: string): FoundAdditions => ({
    additions: [],
    unchecked: [...wanted.values()].map((parent) => ({ parent, kind: kind.name, reason })),
  });
  if (target === 'emulator' && kind.emulatorLacks) return unchecked(kind.emulatorLacks);
  try {
    const children = await kind.list([...wanted.keys()], services);
    const isDeclared = declaredOf(kind, deployed, target);
    const added = children.filter((child) => child.byAws === undefined && !isDeclared(child));
    const additions = await askEach(added, async (child) => {
      const parent = wanted.get(child.parent);
      return parent ? [await additionOf(kind, parent, child)] : [];
    });
    return { additions, unchecked: [] };
  } catch (error) {
    const reason = whyUnanswerable(error);
    if (reason !== undefined) return unchecked(reason);
    throw new Error(`${kind.name}: ${(error as Error).message}`, { cause: error });
  }
}

async function additionOf(
  { name: kind }: AdditionKind,
  parent: DeployedResource,
  child: Child,
): Promise<Addition> {
  const { content, remove } = child;
  const detail: unknown =
    typeof child.detail === 'function' ? await (child.detail as () => Promise<unknown>)() : child.detail;
  return {
    parent,
    kind,
    content,
    ...(detail !== undefined && { detail }),
    name: additionName(kind, { ...child, detail }),
    remove,
  };
}

/** Whether the code of the parent's stack sets the list of children itself. Its engine then compares the list. */
function isComparedByEngine({ compared = {} }: AdditionKind, { type, sets }: DeployedResource): boolean {
  return (compared[type] ?? []).some((attribute) => sets?.(attribute) ?? false);
}

function declaredOf(
  kind: AdditionKind,
  deployed: readonly DeployedResource[],
  target: 'aws' | 'emulator',
): (child: Child) => boolean {
  const ids = new Set<string>();
  const contents = new Set<string>();
  for (const resource of deployed) {
    const declared: readonly (Declared | undefined)[] =
      kind.declares[resource.type]?.(resource, target) ?? [];
    for (const child of declared) {
      if (!child) continue;
      if ('id' in child) ids.add(child.id);
      else contents.add(contentKey(child));
    }
  }
  return (child) => (child.id !== undefined && ids.has(child.id)) || contents.has(contentKey(child));
}

const contentKey = ({ parent, content }: { readonly parent: string; readonly content: string }): string =>
  `${parent} ${content}`;
