import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { retention } from '../../values/retention';
import { text } from '../../values/text';

/**
 * The share of requests that an objective is about, in percent. Below 95 %, the alarms on its budget would need more
 * errors than there are requests; above 99.95 %, one failed request of a quiet night is a page.
 */
const objective = z
  .number()
  .min(95, 'at least 95: the budget of a lower one lasts whatever happens')
  .max(99.95, 'at most 99.95: people cannot act on what a higher one calls a failure');

/** Whoever subscribes gets a message first, and has to confirm it. */
const subscribers = z
  .strictObject({
    /** Addresses of people or of a list. */
    emails: z.array(z.email()).max(20).superRefine(eachOnce).default([]),
    /** Addresses of programs. No secret may be part of a URL. */
    urls: z
      .array(text(/^https:\/\/[^\s?#@]+$/, 'an https URL without a user, query or fragment'))
      .max(20)
      .superRefine(eachOnce)
      .default([]),
  })
  .prefault({});

/** A Slack channel, which somebody has allowed in Amazon Q Developer in chat applications (AWS Chatbot) before. */
const chat = z.strictObject({
  /** Id of the Slack workspace. */
  workspaceId: text(/^T[A-Z0-9]{8,}$/, 'the id of a Slack workspace, such as T012345678'),
  /** Id of the channel in it. */
  channelId: text(/^[CG][A-Z0-9]{8,}$/, 'the id of a Slack channel, such as C012345678'),
});

/** Settings of `observability`, stack `monitoring`. */
export const monitoringSchema = z.strictObject({
  /** What the service promises. Alarms tell people when the errors of a month are used up too fast. */
  objectives: z
    .strictObject({
      /** Share of requests that are answered without an error of ours, in percent. */
      availabilityPercent: objective.default(99.9),
      /** Share of requests that are answered within `latencySeconds`, in percent. */
      latencyPercent: objective.default(99),
      /** What is fast enough, in seconds. */
      latencySeconds: z.number().min(0.05).max(60).default(1),
      /** Requests below which a window says nothing about the objectives. */
      leastRequests: z.int().min(1).max(1_000_000).default(100),
    })
    .prefault({}),
  /** How much of what was saved may be lost with a region, in seconds. Alarms tell people at a third of it. */
  rpoSeconds: z.int().min(60).max(86_400).default(900),
  /** Who hears of what has to be acted on now. */
  alerts: subscribers,
  /** Who hears of everything else. */
  notifications: subscribers,
  /** The Slack channel that gets both. @default none */
  chat: chat.optional(),
  /** Where the page with the runbooks of `observability` can be read. Messages link to its headings. */
  runbooks: text(/^https:\/\/[^\s#]+$/, 'an https URL without a fragment').default(
    'https://github.com/acme/bulkhead/blob/main/apps/observability/runbooks.md',
  ),
  /** Size of the data bucket above which people are told, in GB. */
  largestBucketGigabytes: z.int().min(1).max(10_000_000).default(1000),
  /** Blocked requests in five minutes above which people are told. */
  manyBlockedRequests: z.int().min(1).max(10_000_000).default(2000),
  /** How long the logs of the functions are kept, in days. */
  logRetentionDays: retention,
});

export type MonitoringSettings = z.infer<typeof monitoringSchema>;
