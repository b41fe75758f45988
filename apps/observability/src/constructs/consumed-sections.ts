import { type BulkheadStack, consume } from '@bulkhead/cdk';
import {
  cacheInRegion,
  globalDatabaseOf,
  hasStack,
  memoryMetric,
  type MonitoringSettings,
  serviceInRegion,
  settingsOf,
} from '@bulkhead/config';
import {
  appPlatform,
  cache,
  certificate,
  database,
  fileSystem,
  network,
  objectProcessing,
  storage,
} from '@bulkhead/contracts';
import { Fn } from 'aws-cdk-lib/core';
import { fileCopySections, objectCopySections } from './copy-sections';
import { explainingNames } from './explaining/explaining-names';
import { type Topics } from './notifying/topics';
import { hasData, natGatewaysIn } from './region-stacks';
import { cacheSection, fileSystemSection, storageSection } from './watching/data';
import { databaseSection } from './watching/database';
import { groupSection } from './watching/group';
import { loadBalancerSection } from './watching/load-balancer';
import {
  type DeadLetterQueue,
  deadLetterSection,
  functionSection,
  queueSection,
  type ReadQueue,
  ruleSection,
  topicSection,
  type WatchedRule,
} from './watching/messages';
import { type ServiceObjectives, serviceObjectives } from './watching/objectives';
import { serviceSection } from './watching/service';
import {
  certificateSection,
  firewallSection,
  natGatewaySection,
  quotaSection,
} from './watching/surroundings';
import { type Section } from './watching/watch';
import { watchedRegion, type WatchedRegion } from './watching/watched-region';

/** What is watched of a region, and the load balancer that its users meet. */
export interface ConsumedRegion extends WatchedRegion {
  /** Full name, `app/<name>/<id>`. @default the region has no service */
  readonly loadBalancer?: string;
}

/**
 * What is watched in the stack's region: everything that the environment has there, named by the contracts of those who
 * own it.
 */
export function consumedSections(
  stack: BulkheadStack,
  settings: MonitoringSettings,
  topics: Topics,
): ConsumedRegion {
  const { loadBalancer, objectives, sections } = serviceSections(stack, settings);
  const watched = watchedRegion(
    [
      ...sections,
      ...dataSections(stack, settings),
      ...networkSections(stack),
      functionSection(),
      queueSection(readQueues(stack)),
      deadLetterSection(deadLetterQueues(stack)),
      ruleSection(explainingRules(stack)),
      topicSection({
        alerts: topics.alerts.attrTopicName,
        notifications: topics.notifications.attrTopicName,
      }),
    ],
    objectives,
  );
  return { ...watched, loadBalancer };
}

function serviceSections(
  stack: BulkheadStack,
  settings: MonitoringSettings,
): {
  readonly loadBalancer?: string;
  readonly objectives?: ServiceObjectives;
  readonly sections: readonly Section[];
} {
  const { environment, region, role } = stack.context;
  if (!hasStack(environment, 'app-platform', 'service', role)) return { sections: [] };
  const values = consume(stack, appPlatform);
  const service = serviceInRegion(settingsOf(environment, 'app-platform', 'service'), role);
  const sections: Section[] = [
    loadBalancerSection({
      loadBalancer: values.loadBalancerFullName,
      targetGroup: values.targetGroupFullName,
      slowSeconds: settings.objectives.latencySeconds,
    }),
    service.type === 'ec2-asg'
      ? groupSection({
          groupName: values.serviceName,
          leastInstances: service.scaling.min,
          memory: memoryMetric,
        })
      : serviceSection({
          clusterName: values.clusterName,
          serviceName: values.serviceName,
          hasInstances: service.type === 'ecs-ec2',
        }),
    quotaSection(service.type === 'fargate' ? 'Fargate' : 'EC2'),
    firewallSection({
      webAclName: values.webAclMetricName,
      region,
      manyRequests: settings.manyBlockedRequests,
    }),
    ...(hasStack(environment, 'cdn-dns', 'certificates', role)
      ? [certificateSection(consume(stack, certificate).arn)]
      : []),
  ];
  const { availabilityPercent, latencyPercent, latencySeconds, leastRequests } = settings.objectives;
  const objectives = serviceObjectives(values.loadBalancerFullName, {
    availabilityPercent,
    latency: { percent: latencyPercent, seconds: latencySeconds },
    leastRequests,
  });
  return { loadBalancer: values.loadBalancerFullName, objectives, sections };
}

function dataSections(stack: BulkheadStack, settings: MonitoringSettings): Section[] {
  const { environment, role } = stack.context;
  const has = (name: Parameters<typeof hasData>[1]) => hasData(stack.context, name);
  const sections: Section[] = [];
  if (has('relational')) {
    const relational = settingsOf(environment, 'database', 'relational');
    sections.push(
      databaseSection({
        identifier: consume(stack, database).identifier,
        type: relational.type,
        isSecondary: role === 'dr' && globalDatabaseOf(relational) !== undefined,
        rpoSeconds: settings.rpoSeconds,
      }),
    );
  }
  if (has('cache')) {
    // The last part of `arn:aws:elasticache:<region>:<account>:replicationgroup:<id>`.
    const id = Fn.select(6, Fn.split(':', consume(stack, cache).replicationGroupArn));
    const { nodes } = cacheInRegion(environment, role);
    const nodeIds = Array.from(
      { length: nodes },
      (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`,
    );
    sections.push(cacheSection({ nodeIds }));
  }
  if (has('file-system')) {
    const { fileSystemId } = consume(stack, fileSystem);
    sections.push(
      fileSystemSection({ fileSystemId }),
      ...fileCopySections(stack.context, settings, fileSystemId),
    );
  }
  const dataBucketName = has('storage') ? consume(stack, storage).dataBucketName : undefined;
  if (dataBucketName !== undefined) {
    sections.push(
      storageSection({
        bucketName: dataBucketName,
        largestBucket: settings.largestBucketGigabytes * 1000 ** 3,
      }),
    );
  }
  return [...sections, ...objectCopySections(stack.context, settings, dataBucketName)];
}

function networkSections(stack: BulkheadStack): Section[] {
  const natGateways = natGatewaysIn(stack.context);
  if (natGateways === undefined) return [];
  const ids = consume(stack, network, { natGatewayIds: natGateways }).natGatewayIds;
  return [natGatewaySection(Array.from({ length: natGateways }, (_, index) => Fn.select(index, ids)))];
}

function readQueues({ context: { nameScope } }: BulkheadStack): ReadQueue[] {
  return (['alarms', 'changes'] as const).map((explained) => ({
    id: `explain-${explained}`,
    queueName: explainingNames(nameScope, explained).queue,
    holds: `Messages about ${explained} wait`,
  }));
}

function explainingRules({ context: { nameScope } }: BulkheadStack): WatchedRule[] {
  return (['alarms', 'changes'] as const).map((explained) => ({
    id: `explain-${explained}`,
    ruleName: explainingNames(nameScope, explained).rule,
    hands: `Events about ${explained}`,
  }));
}

function deadLetterQueues(stack: BulkheadStack): DeadLetterQueue[] {
  const { environment, nameScope, role } = stack.context;
  const explaining = (['alarms', 'changes'] as const).flatMap((explained) => {
    const { deadLetterQueue, undeliveredQueue } = explainingNames(nameScope, explained);
    const common = {
      patients: 'Nothing, but people may not hear of a failure',
      app: 'observability',
      runbook: 'messages-do-not-arrive',
    };
    return [
      {
        ...common,
        id: `explain-${explained}`,
        queueName: deadLetterQueue,
        means: `Messages about ${explained} that could not be explained`,
      },
      {
        ...common,
        id: `deliver-${explained}`,
        queueName: undeliveredQueue,
        means: `Events about ${explained} that could not be delivered`,
      },
    ];
  });
  if (!hasStack(environment, 'app-platform', 'object-processing', role)) return explaining;
  return [
    {
      id: 'uploads',
      queueName: consume(stack, objectProcessing).deadLetterQueueName,
      means: 'Uploads that nobody has looked at',
      patients: 'An uploaded document does not appear',
      app: 'app-platform',
      runbook: 'uploads-are-not-processed',
    },
    ...explaining,
  ];
}
