import { type Problem } from '../../values/problem';
import { sixYearsInDays } from '../../values/seven-years';
import { type Surroundings } from '../surroundings';
import { type AuditSettings } from './audit';
import { type ObservabilitySettings } from './settings';

type SurroundingsOfAudit = Surroundings<{ readonly observability?: ObservabilitySettings | undefined }>;

/** What the settings of `observability` require of each other. */
export function problems(surroundings: SurroundingsOfAudit): Problem[] {
  const { observability } = surroundings.apps;
  if (!observability) return [];
  const { audit } = observability;
  return [...topicProblems(observability), ...(audit ? retentionProblems(audit, surroundings) : [])];
}

/** The topics of `monitoring`, and its settings, are what the other stacks need. */
function topicProblems({
  audit,
  'edge-monitoring': edgeMonitoring,
  monitoring,
}: ObservabilitySettings): Problem[] {
  if (monitoring || (!audit && !edgeMonitoring)) return [];
  const why = audit
    ? 'apps.observability.audit publishes to its topics'
    : 'apps.observability.edge-monitoring has its settings';
  return [{ path: ['apps', 'observability', 'monitoring'], allowed: `settings such as {}, since ${why}` }];
}

/** Production under HIPAA keeps for six years what proves who did what. Other environments prove nothing. */
function retentionProblems(
  { trail, config }: AuditSettings,
  { compliance, protected: isProtected }: SurroundingsOfAudit,
): Problem[] {
  if (!isProtected || !/\bhipaa\b/i.test(compliance)) return [];
  const kept = [
    { of: trail, path: ['trail', 'files', 'deleteAfterDays'], days: trail.files.deleteAfterDays },
    { of: config, path: ['config', 'deleteFilesAfterDays'], days: config.deleteFilesAfterDays },
  ];
  return kept
    .filter(({ of, days }) => of.managedBy === 'environment' && days < sixYearsInDays)
    .map(({ path }) => ({
      path: ['apps', 'observability', 'audit', ...path],
      allowed: `at least ${sixYearsInDays}: compliance ${compliance} asks for six years, 45 CFR 164.316(b)(2)(i)`,
    }));
}
