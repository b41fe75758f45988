import { type Cache } from './cache';
import { type FileSystem, nfsPort } from './file-system';
import { type Peer } from './service-network';

/** The data stores of the application. The application connects only to those that the environment has. */
export interface DataStores {
  readonly database: { readonly securityGroupId: string; readonly port: string };
  readonly cache?: Cache | undefined;
  readonly fileSystem?: FileSystem | undefined;
}

/** The targets that the application connects to in the network, each on one port. */
export function peersOf({ database, cache, fileSystem }: DataStores): Peer[] {
  const peers: Peer[] = [{ name: 'Database', description: 'The database', ...groupAndPort(database) }];
  if (cache) peers.push({ name: 'Cache', description: 'The cache', ...groupAndPort(cache) });
  if (fileSystem) {
    const { securityGroupId } = fileSystem;
    peers.push({ name: 'FileSystem', description: 'The file system', securityGroupId, port: nfsPort });
  }
  return peers;
}

function groupAndPort({ securityGroupId, port }: { securityGroupId: string; port: string }) {
  return { securityGroupId, port };
}
