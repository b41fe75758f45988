'use strict';
module.exports = require('./built-or-source.cjs')('executors/indexes');
