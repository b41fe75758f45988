import { task } from './examples';
import { ruleCases } from './rule-cases';
import { databaseClientsTls } from './database-clients-tls';

const withMode = (Value: string) => task({ Environment: [{ Name: 'PGSSLMODE', Value }] });

ruleCases(databaseClientsTls, {
  compliant: { 'verify-full': [withMode('verify-full')] },
  nonCompliant: {
    'TLS of which nothing is verified': [withMode('require')],
    'no TLS': [withMode('disable')],
  },
  notApplicable: { 'a container that does not say': [task()] },
});
