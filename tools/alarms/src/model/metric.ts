/**
 * A metric of CloudWatch. A value that is known on deployment only is a symbol, such as `${app-platform/service:Api.Arn}`
 * for an attribute of a resource, or `${app-platform/targetGroupFullName}` for a parameter of a contract.
 */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric as people write it, and the same text for the same metric: `AWS/SQS ApproximateAgeOfOldestMessage {QueueName=jobs}`. */
export function metricText({ namespace, name, dimensions }: Metric): string {
  const inOrder = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${namespace} ${name} {${inOrder.map((pair) => pair.join('=')).join(', ')}}`;
}
