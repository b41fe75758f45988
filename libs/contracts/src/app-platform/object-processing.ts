import { contract, parameter } from '../contract';

const queueName = /[A-Za-z0-9_-]{1,80}/;

/** The processing of objects that are uploaded to the data bucket. For monitoring. */
export const objectProcessing = contract('object-processing', {
  functionName: parameter(
    /[A-Za-z0-9_-]{1,64}/,
    'The function, as its metrics name it, in the dimension FunctionName',
  ),
  logGroupName: parameter(/[\w./#-]{1,512}/, 'Log group of the function: a line an object'),
  eventRuleName: parameter(/[\w.-]{1,64}/, 'The rule, as its metrics name it, in the dimension RuleName'),
  deadLetterQueueName: parameter(
    queueName,
    'Queue of the events that were not processed, as its metrics name it; each is an object nobody looked at',
  ),
  deadLetterQueueArn: parameter(/arn:[^:]+:sqs:[^:]+:\d{12}:[A-Za-z0-9_-]{1,80}/, 'ARN of that queue'),
  metricNamespace: parameter(
    /[\w./#:-]{1,255}/,
    'Namespace of the metric Objects, counted by FunctionName and Outcome: accepted, rejected or gone',
  ),
});
