// The page's scripts that need no document, in a context of their own: those before data.js in scripts.txt.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '../../Sources/CatalogMap/Page');

/**
 * Runs the scripts as a browser in a language would. What comes back gives the value of an expression in there; values may be
 * passed to it by name.
 */
exports.load = (language = 'en-GB') => {
  const names = fs.readFileSync(path.join(FOLDER, 'scripts.txt'), 'utf8').split('\n');
  const logic = names.slice(0, names.indexOf('data.js'));
  const context = vm.createContext({ navigator: { language } });
  const texts = logic.map(name => fs.readFileSync(path.join(FOLDER, name), 'utf8'));
  vm.runInContext(`'use strict';\n${texts.join('\n')}`, context);
  // Cloned, since an array of another context is of another class.
  return (expression, values = {}) => structuredClone(vm.runInContext(expression, Object.assign(context, values)));
};
