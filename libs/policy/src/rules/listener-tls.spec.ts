import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { listenerTls } from './listener-tls';

const listener = (SslPolicy: string | undefined) =>
  policyResource('Listener', 'AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTPS', SslPolicy });

ruleCases(listenerTls, {
  compliant: {
    'TLS 1.3 and 1.2': [listener('ELBSecurityPolicy-TLS13-1-2-2021-06')],
    'TLS 1.3 only': [listener('ELBSecurityPolicy-TLS13-1-3-2021-06')],
    'ciphers after quantum computers': [listener('ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09')],
  },
  nonCompliant: {
    'the default policy': [listener(undefined)],
    'a policy that speaks TLS 1.0 beside 1.3': [listener('ELBSecurityPolicy-TLS13-1-0-2021-06')],
    'the policy of 2016': [listener('ELBSecurityPolicy-2016-08')],
  },
  notApplicable: {
    'a redirect of HTTP': [
      policyResource('Listener', 'AWS::ElasticLoadBalancingV2::Listener', { Protocol: 'HTTP' }),
    ],
  },
});
