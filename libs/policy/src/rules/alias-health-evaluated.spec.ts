import { policyResource } from '../testing';
import { aliasHealthEvaluated } from './alias-health-evaluated';
import { aliasRecord, distribution, publicLoadBalancer } from './examples';
import { ruleCases } from './rule-cases';

const aliasOfDistribution = (evaluate: boolean) => [
  ...distribution({ Origins: [] }),
  aliasRecord(
    {},
    {
      DNSName: { 'Fn::GetAtt': ['Distribution', 'DomainName'] },
      HostedZoneId: 'Z2FDTNDATAQYW2',
      EvaluateTargetHealth: evaluate,
    },
  ),
];

ruleCases(aliasHealthEvaluated, {
  compliant: {
    'a load balancer that is asked': [...publicLoadBalancer(), aliasRecord()],
    'a distribution that is not asked': aliasOfDistribution(false),
  },
  nonCompliant: {
    'a load balancer that is not asked': [
      ...publicLoadBalancer(),
      aliasRecord({}, { EvaluateTargetHealth: false }),
    ],
    'a distribution that is asked, which Route 53 refuses': aliasOfDistribution(true),
  },
  notApplicable: {
    'a record with values': [
      policyResource('Record', 'AWS::Route53::RecordSet', {
        Type: 'TXT',
        TTL: '60',
        ResourceRecords: ['"a"'],
      }),
    ],
  },
});
