import { type cache, type ContractValues } from '@bulkhead/contracts';

/** The cache of the region: what the application needs of the contract to connect. */
export type Cache = Pick<
  ContractValues<(typeof cache)['parameters']>,
  | 'replicationGroupArn'
  | 'primaryEndpoint'
  | 'readerEndpoint'
  | 'port'
  | 'securityGroupId'
  | 'userName'
  | 'userArn'
>;
