/** What the tool's server calls: access tokens, roster, grades, groups, notices (LTI Advantage). */
@NullMarked
package lectern.practice.services;

import org.jspecify.annotations.NullMarked;
