/**
 * The metric of memory in use on the instances of a group, in percent, which their agent writes with the group's name as
 * its only dimension. EC2 cannot measure it from outside.
 */
export const memoryMetric = { namespace: 'Bulkhead/AppPlatform', name: 'mem_used_percent' };
