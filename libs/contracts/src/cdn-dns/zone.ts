import { contract, listParameter, parameter } from '../contract';

const domainName = /[a-z0-9-]+(\.[a-z0-9-]+)+/;

/** The hosted zone with the records of the platform's public name. */
export const zone = contract('zone', {
  zoneId: parameter(/[A-Z0-9]{1,32}/, 'Id of the hosted zone'),
  zoneName: parameter(domainName, 'Name of the hosted zone, without a dot at the end'),
  nameServers: listParameter(domainName, 'Name servers of the zone, to which its parent delegates the name'),
});
