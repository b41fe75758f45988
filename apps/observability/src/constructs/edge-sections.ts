import { type BulkheadStack, consume } from '@bulkhead/cdk';
import { hasHealthChecks, hasStack, type MonitoringSettings } from '@bulkhead/config';
import { edge, edgeCertificate, regionHealth } from '@bulkhead/contracts';
import { type Topics } from './notifying/topics';
import { distributionSection, healthCheckSection } from './watching/edge';
import { topicSection } from './watching/messages';
import { certificateSection, firewallSection } from './watching/surroundings';
import { type Section } from './watching/watch';

/** What is watched in front of all regions: the distribution with its firewall, and the health of the regions. */
export function edgeSections(stack: BulkheadStack, settings: MonitoringSettings, topics: Topics): Section[] {
  const { environment } = stack.context;
  const sections: Section[] = [];
  if (hasHealthChecks(environment)) {
    const { primaryHealthCheckId, drHealthCheckId } = consume(stack, regionHealth);
    sections.push(
      healthCheckSection([
        { role: 'primary', healthCheckId: primaryHealthCheckId },
        { role: 'dr', healthCheckId: drHealthCheckId },
      ]),
    );
  }
  if (hasStack(environment, 'cdn-dns', 'edge', 'global')) {
    const { distributionId, webAclName } = consume(stack, edge);
    sections.push(
      distributionSection(distributionId),
      firewallSection({
        id: 'edge-blocked-requests',
        webAclName,
        manyRequests: settings.manyBlockedRequests,
      }),
    );
    // Without a public name, the distribution has the certificate of CloudFront.
    if (hasStack(environment, 'cdn-dns', 'zone', 'global'))
      sections.push(certificateSection(consume(stack, edgeCertificate).arn, 'edge-certificate'));
  }
  return [
    ...sections,
    topicSection({
      'edge-alerts': topics.alerts.attrTopicName,
      'edge-notifications': topics.notifications.attrTopicName,
    }),
  ];
}
