// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
export { appPlatform } from './app-platform/app-platform';
export { objectProcessing } from './app-platform/object-processing';
export { certificate } from './cdn-dns/certificate';
export { edge } from './cdn-dns/edge';
export { formerCertificate } from './cdn-dns/former-certificate';
export { zone } from './cdn-dns/zone';
export { backup } from './database/backup';
export { cache } from './database/cache';
export { databaseCredentials } from './database/database-credentials';
export { databaseProxy } from './database/database-proxy';
export { database } from './database/database';
export { fileSystem } from './database/file-system';
export { globalDatabase } from './database/global-database';
export { staticAssets } from './database/static-assets';
export { storage } from './database/storage';
export { network } from './network/network';
export { transitGateway } from './network/transit-gateway';
