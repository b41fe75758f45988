import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** A database proxy must refuse plain text, as the database does: clients connect to the proxy. */
export const databaseProxyTls = resourceRule({
  id: 'database-proxy-tls',
  title: 'A database proxy accepts connections over TLS only.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: ['AWS::RDS::DBProxy'],
  judge: ({ properties }) =>
    unless(isTrue(properties['RequireTLS']), 'Clients may connect without TLS: set RequireTLS.'),
});
