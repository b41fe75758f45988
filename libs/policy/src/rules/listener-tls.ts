import { isReference, isText } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** Policies that start at TLS 1.2. All others, the default policy included, still accept TLS 1.0. */
const sinceTls12 = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-|^ELBSecurityPolicy-TLS13-1-3$/;

/**
 * A listener must negotiate TLS 1.2 or later. A listener without a policy gets the policy of 2016, which still accepts
 * TLS 1.0. cdk-nag asks for a certificate and for a redirect of HTTP, not for TLS versions.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const listenerTls = resourceRule({
  id: 'listener-tls',
  title: 'A listener accepts only TLS 1.2 or later.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: ['AWS::ElasticLoadBalancingV2::Listener'],
  judge: ({ properties }) => {
    const { Protocol, SslPolicy } = properties;
    if ((Protocol !== 'HTTPS' && Protocol !== 'TLS') || isReference(SslPolicy)) return 'not-applicable';
    return unless(
      isText(SslPolicy) && sinceTls12.test(SslPolicy),
      `SslPolicy ${isText(SslPolicy) ? SslPolicy : 'is not set, which'} allows versions before TLS 1.2.`,
    );
  },
});
