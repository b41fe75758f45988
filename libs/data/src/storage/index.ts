export { StaticAssetsBucket } from './static-assets-bucket';
export { StaticAssetsKey } from './static-assets-key';
export { StorageStack } from './storage-stack';
