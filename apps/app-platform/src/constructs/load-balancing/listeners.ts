import { suppress } from '@bulkhead/cdk';
import { CfnListener, CfnListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { type ListenerCertificates } from '../certificate';

export interface ListenersProps {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string;
  readonly certificates: ListenerCertificates;
}

/** An HTTPS listener for the application, and an HTTP listener that redirects to HTTPS. */
export class Listeners extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { loadBalancerArn, targetGroupArn, certificates }: ListenersProps,
  ) {
    super(scope, id);
    const https = new CfnListener(this, 'Https', {
      loadBalancerArn,
      port: 443,
      protocol: 'HTTPS',
      // TLS 1.3 and 1.2, with forward secrecy and authenticated ciphers only.
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      certificates: [{ certificateArn: certificates.arn }],
      defaultActions: [{ type: 'forward', targetGroupArn }],
      listenerAttributes: [
        // After one visit, a browser uses only HTTPS for a year.
        { key: 'routing.http.response.strict_transport_security.header_value', value: 'max-age=31536000' },
        { key: 'routing.http.response.server.enabled', value: 'false' },
      ],
    });
    // The emulator's certificate is an IAM server certificate. Load balancers accept these too, but cfn-lint does not
    // know them.
    if (certificates.arn.startsWith('arn:aws:iam:')) {
      https.addMetadata('cfn-lint', { config: { ignore_checks: ['E1159'] } });
    }
    for (const [domain, certificateArn] of Object.entries(certificates.byDomain)) {
      // A resource for each name: CloudFormation replaces a changed list, and then removes from the listener what both
      // lists have.
      new CfnListenerCertificate(this, `Certificate-${domain}`, {
        listenerArn: https.ref,
        certificates: [{ certificateArn }],
      });
    }
    const http = new CfnListener(this, 'Http', {
      loadBalancerArn,
      port: 80,
      protocol: 'HTTP',
      defaultActions: [
        {
          type: 'redirect',
          redirectConfig: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
        },
      ],
    });
    suppress(http, {
      rule: 'HIPAA.Security-ELBv2ACMCertificateRequired',
      reason: 'It answers with the way to HTTPS and nothing else: no request and no answer has data in it.',
    });
  }
}
