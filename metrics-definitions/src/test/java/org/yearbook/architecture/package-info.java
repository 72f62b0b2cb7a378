/** The rules of the house, as tests: each module runs them over its own classes, and each was seen to fail once. */
package org.yearbook.architecture;
