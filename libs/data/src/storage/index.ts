export { StaticAssetsStack } from './static-assets-stack';
export { StorageStack } from './storage-stack';
