// The server's scripts that need no document, in a context of their own: those before elements.js in scripts.txt, and others by name.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '../../Page');

exports.FOLDER = FOLDER;
exports.names = fs.readFileSync(path.join(FOLDER, 'scripts.txt'), 'utf8').split('\n').filter(Boolean);
exports.read = name => fs.readFileSync(path.join(FOLDER, name), 'utf8');

/** Runs the scripts as a browser in a language would; what comes back gives the value of an expression in there. */
exports.load = (language = 'en-GB', ...more) => {
  const logic = exports.names.slice(0, exports.names.indexOf('elements.js'));
  const context = vm.createContext({ navigator: { language }, TextEncoder });
  vm.runInContext(`'use strict';\n${[...logic, ...more].map(exports.read).join('\n')}`, context);
  // Cloned, since an array of another context is of another class.
  return (expression, values = {}) => structuredClone(vm.runInContext(expression, Object.assign(context, values)));
};
