import { type BurnAlarm, type ServiceObjectives } from './objectives';
import { type Section, type Watch } from './watch';

/** A page or a ticket that several alarms see together. */
export interface Failure extends Pick<Watch, 'severity' | 'means' | 'patients' | 'app' | 'runbook'> {
  /** Unique in a region. */
  readonly id: string;
  /** Any of these groups of watches is enough; of a group, every watch has to be out of its bounds. */
  readonly anyOf: readonly (readonly string[])[];
}

/** Everything that is watched in a region. */
export interface WatchedRegion {
  readonly sections: readonly Section[];
  readonly failures: readonly Failure[];
}

/**
 * What is watched of a region, with one failure for everything that its users feel, and one for its data.
 *
 * @param objectives of the service. @default the region has no service
 */
export function watchedRegion(others: readonly Section[], objectives?: ServiceObjectives): WatchedRegion {
  const { section, burnAlarms = [] } = objectives ?? {};
  const sections = [...(section ? [section] : []), ...others].filter(({ watches }) => watches.length > 0);
  const paging = others.flatMap(({ watches }) => watches.filter(({ severity }) => severity === 'page'));
  const isOfData = ({ app }: Watch) => app === 'database';
  const isPage = ({ severity }: BurnAlarm) => severity === 'page';
  const failures: Failure[] = [
    {
      id: 'users',
      severity: 'page',
      means: 'Users of this region are not served as promised',
      patients: 'People cannot use the platform, or it fails or is slow for many of them',
      app: 'app-platform',
      runbook: 'users-are-not-served',
      anyOf: [
        ...paging.filter((watch) => !isOfData(watch)).map(({ id }) => [id]),
        ...burnAlarms.filter(isPage).map(({ of }) => of),
      ],
    },
    {
      id: 'data',
      severity: 'page',
      means: 'The DR region is further behind the primary region than may be lost, or one of them is away',
      patients: 'Nothing now; if the primary region is lost, what was saved since is lost too',
      app: 'database',
      runbook: 'replication-is-behind',
      anyOf: paging.filter(isOfData).map(({ id }) => [id]),
    },
    ...burnAlarms
      .filter((burn) => !isPage(burn))
      .map(({ of, ...burn }) => ({ ...burn, app: 'app-platform', anyOf: [of] })),
  ];
  return { sections, failures: failures.filter(({ anyOf }) => anyOf.length > 0) };
}
