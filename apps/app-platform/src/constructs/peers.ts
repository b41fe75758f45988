import { type Cache } from './cache';
import { type FileSystem, nfsPort } from './file-system';
import { type Peer } from './service-network';

/** Where the data of the application is; what an environment has not, it does not connect to. */
export interface DataStores {
  readonly database: { readonly securityGroupId: string; readonly port: string };
  readonly cache?: Cache | undefined;
  readonly fileSystem?: FileSystem | undefined;
}

/** What the application connects to in the network, on the one port of each. */
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
