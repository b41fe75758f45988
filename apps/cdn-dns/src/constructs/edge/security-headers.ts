import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy';
import { type NameScope, responseHeadersPolicyName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { responseHeadersPolicies } from './managed-policies';

export interface SecurityHeadersProps {
  readonly nameScope: NameScope;
  /** The distribution that answers with the headers. */
  readonly name: string;
  /** The header that AWS's policy lacks. @default AWS's policy serves */
  readonly contentSecurityPolicy: string | undefined;
}

/**
 * The headers that make browsers careful: AWS's policy, or the same headers together with one that only an environment
 * knows.
 */
export class SecurityHeaders extends Construct {
  readonly policyId: string;

  constructor(
    scope: Construct,
    id: string,
    { nameScope, name, contentSecurityPolicy }: SecurityHeadersProps,
  ) {
    super(scope, id);
    this.policyId =
      contentSecurityPolicy === undefined
        ? responseHeadersPolicies.securityHeaders
        : new CloudfrontResponseHeadersPolicy(this, 'policy', {
            name: responseHeadersPolicyName(nameScope, name),
            comment: `Security headers of Bulkhead environment ${nameScope.environment}`,
            securityHeadersConfig: {
              // What an answer of the application says itself has precedence, as in AWS's policy.
              contentSecurityPolicy: { contentSecurityPolicy, override: false },
              contentTypeOptions: { override: true },
              frameOptions: { frameOption: 'SAMEORIGIN', override: false },
              referrerPolicy: { referrerPolicy: 'strict-origin-when-cross-origin', override: false },
              // One year, in seconds.
              strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, override: false },
              xssProtection: { protection: true, modeBlock: true, override: false },
            },
          }).id;
  }
}
