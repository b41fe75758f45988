import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { databaseProxyTls } from './database-proxy-tls';

ruleCases(databaseProxyTls, {
  compliant: {
    'a proxy that requires TLS': [policyResource('Proxy', 'AWS::RDS::DBProxy', { RequireTLS: true })],
  },
  nonCompliant: { 'a proxy that does not': [policyResource('Proxy', 'AWS::RDS::DBProxy')] },
});
