import { type BurnAlarm, type Objectives, serviceObjectives } from './objectives';
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
 * What is watched of a region in which the service runs, with one failure for everything that its users feel, and one
 * for its data.
 */
export function watchedRegion(
  loadBalancer: string,
  objectives: Objectives,
  others: readonly Section[],
): WatchedRegion {
  const { section, burnAlarms } = serviceObjectives(loadBalancer, objectives);
  const sections = [section, ...others].filter(({ watches }) => watches.length > 0);
  const paging = others.flatMap(({ watches }) => watches.filter(({ severity }) => severity === 'page'));
  const ofUsers = paging.filter(({ app }) => app !== 'database');
  const ofData = paging.filter(({ app }) => app === 'database');
  const isPage = ({ severity }: BurnAlarm) => severity === 'page';
  return {
    sections,
    failures: [
      {
        id: 'users',
        severity: 'page',
        means: 'Users of this region are not served as promised',
        patients: 'People cannot use the platform, or it fails or is slow for many of them',
        app: 'app-platform',
        runbook: 'users-are-not-served',
        anyOf: [...ofUsers.map(({ id }) => [id]), ...burnAlarms.filter(isPage).map(({ of }) => of)],
      },
      ...(ofData.length > 0
        ? [
            {
              id: 'data',
              severity: 'page',
              means: 'What is saved now would be lost with the other region, or the other region is away',
              patients: 'Nothing now; if the other region is lost, what was saved since is lost too',
              app: 'database',
              runbook: 'replication-is-behind',
              anyOf: ofData.map(({ id }) => [id]),
            } as const,
          ]
        : []),
      ...burnAlarms
        .filter((burn) => !isPage(burn))
        .map(({ id, severity, means, patients, runbook, of }) => ({
          id,
          severity,
          means,
          patients,
          app: 'app-platform',
          runbook,
          anyOf: [of],
        })),
    ],
  };
}
