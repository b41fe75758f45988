export { DataBucket } from './data-bucket';
export { LogBucket } from './log-bucket';
export { StaticAssetsBucket } from './static-assets-bucket';
export { StaticAssetsKey } from './static-assets-key';
export { StorageKey } from './storage-key';
