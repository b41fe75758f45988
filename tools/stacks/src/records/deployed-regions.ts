import { z } from 'zod';
import { ParameterStore } from '../parameters/parameter-store';
import { type ConfiguredEnvironment } from './configured-environment';
import { type KnownRecords, type RegionAway } from './known-records';
import { recordsPath, subjectOfPath } from './record';

/** How long a region outside the run may take to answer, in ms. */
const patienceMs = 3_000;

/**
 * Name of the SSM parameter with the regions that an environment is deployed to. Each of these regions has the
 * parameter, so that a region that the configuration no longer has is still looked at. It is stored among the records,
 * so that it is read with them; no role is called `_regions`.
 */
export function regionsPath(environment: string): string {
  return `${recordsPath(environment)}/_regions`;
}

/** The regions in a parameter. Empty if somebody has written something else to it. */
export function parseRegions(text: string): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

/** The records of a region, by name of the parameter. */
export interface RegionTexts {
  readonly region: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** Looks at a region that may be away, for a few seconds at most. */
export async function lookAtRegion(
  environment: string,
  region: string,
  store: Pick<ParameterStore, 'list'> = new ParameterStore(region),
): Promise<RegionTexts | RegionAway> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Between two attempts the client does not react to an abort.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${patienceMs / 1000} s`));
      limit.abort();
    }, patienceMs);
  });
  try {
    const texts = await Promise.race([store.list(recordsPath(environment), limit.signal), late]);
    return { region, texts };
  } catch (error) {
    return { region, reason: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the parameters of a region hold any record. */
export function holdsRecords(environment: string, texts: ReadonlyMap<string, string>): boolean {
  return [...texts.keys()].some((path) => subjectOfPath(environment, path) !== undefined);
}

/** Notes the regions of the environment in each region that a run deploys to. */
export class DeployedRegions {
  private readonly noting = new Map<string, Promise<void>>();
  /** Looks at other regions, still running. */
  private readonly looking: Promise<void>[] = [];

  /**
   * @param records what the run has read
   * @param enter enters the records of a further region there
   * @param enabledRegions asks in a region which regions the account has
   */
  constructor(
    private readonly configuration: Pick<ConfiguredEnvironment, 'environment' | 'instances'> & {
      readonly output: { line(text: string): void };
    },
    private readonly records: KnownRecords,
    private readonly enter: (found: RegionTexts) => void,
    private readonly enabledRegions: (region: string) => Promise<string[]>,
  ) {}

  /**
   * Notes regions of deploys by earlier versions, which did not note them. Every region with records has to be found.
   */
  async catchUp(): Promise<void> {
    const recorded = new Set(this.records.everything.map(({ region }) => region));
    await Promise.all([...this.records.noted.keys()].filter((region) => recorded.has(region)).map(this.note));
  }

  /**
   * Makes sure that the region is noted before a stack is deployed to it. If nothing is noted there yet, every other
   * region of the account is looked at meanwhile, because nothing says where the environment was before.
   */
  readonly note = (region: string): Promise<void> => {
    const noting = this.noting.get(region) ?? this.write(region).catch(this.tell(region));
    this.noting.set(region, noting);
    return noting;
  };

  private readonly tell = (region: string) => (error: Error) =>
    this.configuration.output.line(
      `${region}: it could not be noted which regions ${this.configuration.environment.name} is deployed to: ${error.message}`,
    );

  private async write(region: string): Promise<void> {
    const { configuration, records } = this;
    const known = records.noted.get(region) ?? [];
    const configured = configuration.instances.map((instance) => instance.region);
    const kept = known.filter((name) => !records.emptied.includes(name));
    const wanted = new Set([...kept, ...configured, region]);
    if (wanted.size === known.length && known.every((name) => wanted.has(name))) return;
    const { name } = configuration.environment;
    const write = (regions: Iterable<string>) =>
      new ParameterStore(region).write(
        regionsPath(name),
        JSON.stringify([...regions].sort()),
        `Regions that environment ${name} is deployed to`,
      );
    await write(wanted);
    if (known.length > 0) return;
    const found = this.lookAround(region, wanted);
    this.looking.push(
      found
        .then((further) => (further.length > 0 ? write([...wanted, ...further]) : undefined))
        .catch(this.tell(region)),
    );
  }

  /** Waits for running looks. */
  async settled(): Promise<void> {
    await Promise.all(this.looking);
  }

  /** Other regions of the account that have records of the environment. */
  private async lookAround(region: string, known: ReadonlySet<string>): Promise<string[]> {
    const { name } = this.configuration.environment;
    const others = (await this.enabledRegions(region)).filter((other) => !known.has(other));
    const looks = await Promise.all(others.map((other) => lookAtRegion(name, other)));
    const away = looks.flatMap((look) => ('texts' in look ? [] : [look.region]));
    if (away.length > 0)
      this.configuration.output.line(
        `not looked at for stacks of ${name} that the configuration does not have: ${away.join(', ')} (no answer, or no permission)`,
      );
    const found = looks.flatMap((look) => ('texts' in look && holdsRecords(name, look.texts) ? [look] : []));
    for (const look of found) this.enter(look);
    return found.map((look) => look.region);
  }
}

/**
 * Removes the note from regions that have no records any more.
 *
 * @param regions names of the regions that a run destroyed stacks in
 */
export async function forgetEmptyRegions(environment: string, regions: Iterable<string>): Promise<void> {
  await Promise.all(
    [...new Set(regions)].map(async (region) => {
      const store = new ParameterStore(region);
      const texts = await store.list(recordsPath(environment));
      if (!holdsRecords(environment, texts)) await store.delete([regionsPath(environment)]);
    }),
  );
}
