import { z } from 'zod';
import { eachOnce } from '../../../values/each-once';
import { text } from '../../../values/text';
import { retention } from '../../../values/retention';

/**
 * An image reference, as the grammar of registries defines it: host and port, path in lower case, then a tag, a digest
 * or both. The reference reaches a shell on instances, where any other text could be a command.
 * https://github.com/distribution/reference/blob/main/reference.go
 */
const imageReference = (() => {
  const host = '[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\\d{1,5})?/';
  const word = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
  const tag = ':(?!latest(?:$|@))\\w[\\w.-]{0,127}';
  const digest = '@sha256:[0-9a-f]{64}';
  return new RegExp(`^(?:${host})?${word}(?:/${word})*(?:${tag}(?:${digest})?|${digest})$`);
})();

/**
 * The part of an instance's user data that a command may use. The rest holds the other instructions for the instance.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
 */
const mostCommandBytes = 8_192;

/** Bytes of the words as shell words, in single quotes. */
function quotedBytes(words: readonly string[]): number {
  return Buffer.byteLength(words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '));
}

/** Traffic that may leave the containers to any address, in addition to the traffic that the platform itself needs. */
export const egressProtocols = ['https', 'http', 'dns'] as const;

/** Settings of the application, whatever capacity it runs on. */
export const application = {
  /**
   * Container image, pinned by version or digest: the running code must change only with the stack.
   *
   * @change containers or instances are replaced step by step, without an interruption; an unhealthy new version is
   * rolled back
   */
  image: text(imageReference, 'an image with a version or digest, not latest'),
  /**
   * Program and arguments to run instead of those of the image.
   *
   * @default the program and arguments of the image
   * @change the same as for `image`
   */
  command: z
    .array(z.string().min(1).max(4_096))
    .min(1)
    .max(100)
    .refine((words) => quotedBytes(words) <= mostCommandBytes, {
      params: {
        allowed: `at most ${mostCommandBytes} bytes in all, each quote counted four times: an instance takes 16 KB of user data, of which this is a part`,
      },
    })
    .optional(),
  /**
   * Port that the application listens on.
   *
   * @change the target group is replaced, and the containers or instances step by step
   */
  containerPort: z.int().min(1).max(65535),
  /** Path that answers with a status below 400 as long as the application works, whatever the state of the database. */
  healthPath: text(/^\/[\w./~-]{0,127}$/, 'a path such as /health, without a query').default('/'),
  /**
   * How long the application may take from its start until it answers at `healthPath`, in seconds. CloudFormation waits
   * an hour for an instance. The instance itself takes a quarter of it, and the rest is the maximum here.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
   */
  startSeconds: z.int().min(1).max(2700).default(60),
  /** How many run; with `scaling`, the minimum. */
  desiredCount: z.int().min(1).max(100),
  /**
   * Protocols that may leave to any address: `https` to AWS, the image registry and others; `dns` only within the VPC.
   */
  egress: z
    .array(z.enum(egressProtocols))
    .refine((chosen) => chosen.includes('https'), {
      params: { allowed: 'https among them, by which images are pulled and secrets read' },
    })
    .superRefine(eachOnce)
    .default(['https']),
  /** How long all logs of the service are kept, in days: logs of the application, of requests and of the firewall. */
  logRetentionDays: retention,
};

/** Usage, in percent of the reserved capacity, above which more is started. */
const percent = z.int().min(10).max(90);

/** Requests that one container or instance answers in a minute. @default scaling ignores requests */
const requestsPerTarget = z.int().min(1).optional();

/** How many containers run, by their usage of reserved capacity. */
export const ecsScaling = z.strictObject({
  /** The maximum. */
  max: z.int().min(1).max(1000),
  cpuPercent: percent,
  memoryPercent: percent,
  requestsPerTarget,
});

export const groupScaling = z.strictObject({
  /** The minimum number of instances. */
  min: z.int().min(1).max(1000),
  /** The maximum number of instances. */
  max: z.int().min(1).max(1000),
  cpuPercent: percent,
  /** Memory usage at which an instance is added. A second one is added half-way between this value and 100 percent. */
  memoryPercent: percent,
  requestsPerTarget,
});
