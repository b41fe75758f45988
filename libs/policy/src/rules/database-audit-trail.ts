import { engineOf, parametersOf } from '../reading/parameter-groups';
import { resourceRule, unless } from './resource-rule';

/**
 * PostgreSQL must log who connects and who changes permissions. PostgreSQL must not log statements: they hold patient
 * data, and more people read the log than the database.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html
 */
export const databaseAuditTrail = resourceRule({
  id: 'database-audit-trail',
  title: 'PostgreSQL logs connections and audits changes, without the data in statements.',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(b)'],
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  judge: (resource, place) => {
    const own = parametersOf(resource, place);
    if (engineOf(resource) !== 'postgresql' || own.group === 'elsewhere') return 'not-applicable';
    const set = own.group === 'own' ? own.parameters : {};
    const isOn = (name: string) => ['1', 'on', 'true'].includes(String(set[name]).toLowerCase());
    return [
      ...['log_connections', 'log_disconnections'].flatMap((name) =>
        unless(isOn(name), `${name} is not on.`),
      ),
      ...unless(
        String(set['shared_preload_libraries']).includes('pgaudit'),
        'pgaudit is not among shared_preload_libraries.',
      ),
      ...unless(
        /\b(ddl|role|all)\b/.test(String(set['pgaudit.log'])),
        'pgaudit.log names neither ddl nor role: changes of permissions leave no trace.',
      ),
      ...unless(
        ['none', 'ddl', 'undefined'].includes(String(set['log_statement'])),
        'log_statement writes data into the log: set it to none.',
      ),
      ...unless(
        Number(set['log_min_duration_statement'] ?? -1) < 0 ||
          String(set['log_parameter_max_length']) === '0',
        'log_min_duration_statement writes parameters of statements into the log: set log_parameter_max_length to 0.',
      ),
    ];
  },
});
