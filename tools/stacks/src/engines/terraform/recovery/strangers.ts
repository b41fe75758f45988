import { Refusal } from '@bulkhead/errors';
import { addressTagKey } from '@bulkhead/tagging';
import { environmentOptionOf, type EngineRequest } from '../../engine';
import { type ImportFolder } from './import-folder';
import { type Stranger } from './ownership';
import { tagsOfObjects } from './tagged-objects';

type Tags = Readonly<Record<string, string>>;

/**
 * Refuses to continue if an object has a name that the stack wants and is not provably the stack's. An adoption would
 * give the object two owners, and a deploy would fail half-way.
 *
 * @throws Refusal `OwnedByAnother`, naming each object, its owner as far as tags tell, and what to do
 */
export async function refuseStrangers(
  strangers: readonly Stranger[],
  folder: Pick<ImportFolder, 'importCommand' | 'otherRegions'>,
  request: EngineRequest,
): Promise<void> {
  if (strangers.length === 0) return;
  const told = await Promise.all(strangers.map((stranger) => describe(stranger, folder, request)));
  throw new Refusal(
    'OwnedByAnother',
    [
      `${request.instance.id} wants objects that already exist and are not provably its own:`,
      ...told.map(({ line }) => `  ${line}`),
      'The existing objects were not touched.',
    ].join('\n'),
    { next: [...new Set(told.map(({ next }) => next))].join('\n        ') },
  );
}

async function describe(
  stranger: Stranger,
  folder: Pick<ImportFolder, 'importCommand' | 'otherRegions'>,
  request: EngineRequest,
): Promise<{ readonly line: string; readonly next: string }> {
  const { instance, environment, signal } = request;
  const { address, importId, leadsTo } = stranger;
  const region = folder.otherRegions.get(address) ?? instance.region;
  const linked = Object.entries(leadsTo);
  const behind = await tagsOfObjects(region, Object.values(leadsTo), signal);
  const own = stranger.tags && ownerOf(stranger.tags);
  const others = linked.map(([attribute, value]) => {
    const owner = ownerOf(behind.get(value) ?? {});
    return `leads to ${value} (${attribute})${owner ? `, which is of ${owner.name}` : ''}`;
  });
  const why = own
    ? `carries the tags of ${own.name}`
    : others.join(', ') || 'carries no tags, and nothing says whose it is';
  const owner = own ?? [...behind.values()].map(ownerOf).find((each) => each !== undefined);
  const ifOurs = `if ${importId} is this stack's: ${folder.importCommand(address, importId)}`;
  const isElsewhere = owner && owner.stack !== `${environment.name} ${instance.app}/${instance.stack}`;
  // The environment file of another environment is unknown; only its name is known.
  const option =
    owner?.environment === environment.name ? environmentOptionOf(request) : `-c ${owner?.environment}`;
  return {
    line: `${address}: ${importId} ${why}`,
    next: isElsewhere
      ? `${importId}: where ${owner.name} is not needed any more, destroy it (npx nx run ${owner.app}:destroy ${option}, or, where the configuration does not have it any more, npx nx run-many -t destroy ${option} --orphans); else give one of the two another name`
      : `${ifOurs}; else delete it, or give the resource another name`,
  };
}

interface Owner {
  /** For a reader. */
  readonly name: string;
  readonly stack: string;
  readonly app: string;
  readonly environment: string;
}

/** The stack that tags name as the owner; undefined if they name none. */
function ownerOf(tags: Tags): Owner | undefined {
  const { 'bulkhead:environment': environment, 'bulkhead:app': app, 'bulkhead:stack': stack } = tags;
  if (!environment || !app || !stack) return undefined;
  const address = tags[addressTagKey];
  return {
    name: `${app}/${stack} of environment ${environment}${address ? ` (${address})` : ''}`,
    stack: `${environment} ${app}/${stack}`,
    app,
    environment,
  };
}
