import { policyResource } from '../testing';
import { aliasHealthEvaluated } from './alias-health-evaluated';
import { aliasRecord, publicLoadBalancer } from './examples';
import { ruleCases } from './rule-cases';

const distribution = (evaluate: boolean) => [
  policyResource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      ViewerCertificate: { CloudFrontDefaultCertificate: false, MinimumProtocolVersion: 'TLSv1.2_2021' },
      WebACLId: 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/1',
    },
  }),
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
    'a distribution that is not asked': distribution(false),
  },
  nonCompliant: {
    'a load balancer that is not asked': [
      ...publicLoadBalancer(),
      aliasRecord({}, { EvaluateTargetHealth: false }),
    ],
    'a distribution that is asked, which Route 53 refuses': distribution(true),
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
