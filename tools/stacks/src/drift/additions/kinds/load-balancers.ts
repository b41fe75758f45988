import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { items, text } from '../deployed-resource';

/** Listeners: ports at which a load balancer answers. */
export const listeners: AdditionKind = {
  name: 'listener of a load balancer',
  parents: {
    aws_lb: ({ physicalId }) => physicalId,
    aws_alb: ({ physicalId }) => physicalId,
    'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ physicalId }) => physicalId,
  },
  declares: { aws_lb_listener: byId, aws_alb_listener: byId, 'AWS::ElasticLoadBalancingV2::Listener': byId },
  async list(arns, services) {
    const { DeleteListenerCommand, paginateDescribeListeners } =
      await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await services.loadBalancing();
    return askEach(arns, async (LoadBalancerArn) => {
      const found = await whereThere(
        everyPage(paginateDescribeListeners({ client }, { LoadBalancerArn }), (page) => page.Listeners),
      );
      return (found ?? []).map(({ ListenerArn = '', Protocol, Port, DefaultActions }) => ({
        parent: LoadBalancerArn,
        id: ListenerArn,
        content: `listener ${Protocol} ${Port}`,
        detail: canonicalDocument(DefaultActions ?? []),
        remove: () => client.send(new DeleteListenerCommand({ ListenerArn })),
      }));
    });
  },
};

const ofListeners: AdditionKind['parents'] = {
  aws_lb_listener: ({ physicalId }) => physicalId,
  aws_alb_listener: ({ physicalId }) => physicalId,
  'AWS::ElasticLoadBalancingV2::Listener': ({ physicalId }) => physicalId,
};

/** Rules of listeners: they send requests to further targets. */
export const listenerRules: AdditionKind = {
  name: 'rule of a listener',
  parents: ofListeners,
  declares: {
    aws_lb_listener_rule: byId,
    aws_alb_listener_rule: byId,
    'AWS::ElasticLoadBalancingV2::ListenerRule': byId,
  },
  async list(arns, services) {
    const { DeleteRuleCommand, paginateDescribeRules } =
      await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await services.loadBalancing();
    return askEach(arns, async (ListenerArn) => {
      const found = await whereThere(
        everyPage(paginateDescribeRules({ client }, { ListenerArn }), (page) => page.Rules),
      );
      return (found ?? []).map(({ RuleArn = '', Priority, IsDefault, Conditions, Actions }) => ({
        parent: ListenerArn,
        id: RuleArn,
        content: `rule ${Priority}`,
        detail: canonicalDocument({ Conditions, Actions }),
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
        ...(IsDefault && { byAws: 'the default rule of a listener' }),
        remove: () => client.send(new DeleteRuleCommand({ RuleArn })),
      }));
    });
  },
};

/** Further certificates of listeners. */
export const listenerCertificates: AdditionKind = {
  name: 'certificate of a listener',
  parents: ofListeners,
  declares: {
    aws_lb_listener: ({ physicalId, attributes: a }) => [
      { parent: physicalId, content: text(a['certificate_arn']) },
    ],
    aws_lb_listener_certificate: ({ attributes: a }) => [
      { parent: text(a['listener_arn']), content: text(a['certificate_arn']) },
    ],
    'AWS::ElasticLoadBalancingV2::Listener': ({ physicalId, attributes: a }) =>
      items(a['Certificates']).map(({ CertificateArn }) => ({
        parent: physicalId,
        content: text(CertificateArn),
      })),
    'AWS::ElasticLoadBalancingV2::ListenerCertificate': ({ attributes: a }) =>
      items(a['Certificates']).map(({ CertificateArn }) => ({
        parent: text(a['ListenerArn']),
        content: text(CertificateArn),
      })),
  },
  async list(arns, services) {
    const { DescribeListenerCertificatesCommand, RemoveListenerCertificatesCommand } =
      await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await services.loadBalancing();
    return askEach(arns, async (ListenerArn) => {
      const found = [];
      for (let Marker: string | undefined, more = true; more; more = Boolean(Marker)) {
        const page = await whereThere(
          client.send(new DescribeListenerCertificatesCommand({ ListenerArn, Marker })),
        );
        found.push(...(page?.Certificates ?? []));
        Marker = page?.NextMarker;
      }
      return found.map(({ CertificateArn = '', IsDefault }) => ({
        parent: ListenerArn,
        content: CertificateArn,
        // It cannot be added: it is an attribute of the listener.
        ...(IsDefault && { byAws: 'the certificate that a listener has for want of a better' }),
        remove: () =>
          client.send(
            new RemoveListenerCertificatesCommand({ ListenerArn, Certificates: [{ CertificateArn }] }),
          ),
      }));
    });
  },
};
