import { z } from 'zod';
import { eachOnce } from '../../../values/each-once';
import { text } from '../../../values/text';
import { retention } from '../../../values/retention';

/**
 * A reference as registries take it, in the parts of their grammar: host and port, path in lower case, then a tag, a
 * digest or both. It reaches a shell on instances, where anything else could be a command.
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
 * How much of the user data of an instance a command may take; the rest has what else an instance is told.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
 */
const mostCommandBytes = 8_192;

/** Bytes of words as a shell takes them, in single quotes. */
function quotedBytes(words: readonly string[]): number {
  return Buffer.byteLength(words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '));
}

/** What may leave the containers for anywhere, besides what they need of the platform itself. */
export const egressProtocols = ['https', 'http', 'dns'] as const;

/** What runs, whatever it runs on. */
export const application = {
  /**
   * Container image, pinned by version or digest: what runs must not change under a stack that did not.
   *
   * @change what runs is replaced step by step, without an interruption; it is rolled back where the new one is not healthy
   */
  image: text(imageReference, 'an image with a version or digest, not latest'),
  /**
   * Program and arguments to run instead of those of the image.
   *
   * @default those of the image
   * @change as of `image`
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
   * @change the target group is replaced, and what runs step by step
   */
  containerPort: z.int().min(1).max(65535),
  /** Path that answers below 400 as long as the application works, whatever the database does. */
  healthPath: text(/^\/[\w./~-]{0,127}$/, 'a path such as /health, without a query').default('/'),
  /**
   * How long the application may take from its start until it answers at `healthPath`, in seconds. At most what is left of
   * the hour that CloudFormation waits for an instance, after a quarter of one for the instance itself.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
   */
  startSeconds: z.int().min(1).max(2700).default(60),
  /** How many run; with `scaling`, how many at least. */
  desiredCount: z.int().min(1).max(100),
  /** What may leave for anywhere: AWS, the image registry and others over `https`; `dns` within the VPC only. */
  egress: z
    .array(z.enum(egressProtocols))
    .refine((chosen) => chosen.includes('https'), {
      params: { allowed: 'https among them, by which images are pulled and secrets read' },
    })
    .superRefine(eachOnce)
    .default(['https']),
  /** How long all logs of the service are kept, in days: of the application, of requests and of the firewall. */
  logRetentionDays: retention,
};

/** How much is used, in percent of what the application was given, when more of it is started. */
const percent = z.int().min(10).max(90);

/** Requests that one container, or instance, answers in a minute. @default requests do not count */
const requestsPerTarget = z.int().min(1).optional();

/** How many run, by what they use of what they were given. */
export const ecsScaling = z.strictObject({
  /** How many at most. */
  max: z.int().min(1).max(1000),
  cpuPercent: percent,
  memoryPercent: percent,
  requestsPerTarget,
});

export const groupScaling = z.strictObject({
  /** How many instances at least. */
  min: z.int().min(1).max(1000),
  /** How many instances at most. */
  max: z.int().min(1).max(1000),
  cpuPercent: percent,
  /** Where an instance is added for memory, and a second one half-way to all of it. */
  memoryPercent: percent,
  requestsPerTarget,
});
