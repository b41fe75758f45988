import { contract, parameter } from '../contract';

/** How the servers of a region know CloudFront, where CloudFront alone may reach them. */
export const cloudfrontAccess = contract('cloudfront-access', {
  prefixListId: parameter(
    /pl-[0-9a-f]+/,
    'Prefix list of AWS with the addresses from which CloudFront reaches origins; each region has its own',
  ),
});
