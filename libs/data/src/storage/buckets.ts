/** The parts of a bucket, for buckets of other apps. */
export { AccessLogging, type AccessLoggingProps } from './access-logging';
export { BucketLifecycle, type BucketLifecycleProps } from './bucket-lifecycle';
export { dataBucketName } from './bucket-names';
export {
  accessLogPrefix,
  type BucketStatement,
  refusesPlainText,
  takesAccessLogs,
} from './bucket-statements';
export { PrivateBucket, type PrivateBucketProps } from './private-bucket';
