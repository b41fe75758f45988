import { aliasTargetExists } from './alias-target-exists';
import { aliasRecord, publicLoadBalancer } from './examples';
import { ruleCases } from './rule-cases';

ruleCases(aliasTargetExists, {
  compliant: {
    'the load balancer of the stack': [...publicLoadBalancer(), aliasRecord()],
    'another record, by its name': [
      ...publicLoadBalancer(),
      aliasRecord(),
      { ...aliasRecord({ Name: 'www.example.org' }, { DNSName: 'App.example.org.' }), logicalId: 'Second' },
    ],
  },
  nonCompliant: {
    'a name that is only a text': [aliasRecord({}, { DNSName: 'lb-1.us-east-1.elb.amazonaws.com' })],
    'a value that nobody publishes': [
      aliasRecord({}, { DNSName: { 'Bulkhead::Parameter': '/bulkhead/test/gone/name' } }),
    ],
  },
});
