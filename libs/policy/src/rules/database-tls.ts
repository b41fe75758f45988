import { engineOf, parametersOf } from '../reading/parameter-groups';
import { resourceRule, unless } from './resource-rule';

/** The parameter that enforces TLS, and its enforcing values. */
const enforcing = {
  postgresql: { name: 'rds.force_ssl', values: ['1'] },
  mysql: { name: 'require_secure_transport', values: ['1', 'ON'] },
} as const;

/**
 * The database itself must refuse connections without TLS, whatever its clients ask for. The rule does not rely on the
 * engine's default: it differs between versions, and a default parameter group cannot be changed.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
 */
export const databaseTls = resourceRule({
  id: 'database-tls',
  title: 'A database accepts connections over TLS only.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  judge: (resource, place) => {
    const engine = engineOf(resource);
    if (!engine) return 'not-applicable';
    const own = parametersOf(resource, place);
    if (own.group === 'elsewhere') return 'not-applicable';
    const { name, values } = enforcing[engine];
    const value = own.group === 'own' ? String(own.parameters[name]).toUpperCase() : undefined;
    return unless(
      values.some((each) => each === value),
      `Its parameter group does not set ${name} to ${values[0]}.`,
    );
  },
});
