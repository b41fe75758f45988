export { RegionalStorage, type RegionalStorageProps } from './regional-storage';
export { StaticAssetsBucket } from './static-assets-bucket';
export { StaticAssetsKey } from './static-assets-key';
