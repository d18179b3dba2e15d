/**
 * Who is enrolled (Names and Role Provisioning Services 2.0). Lists are fetched on two threads of their own and read
 * from the store by everybody else.
 */
@NullMarked
package lectern.lti.roster;

import org.jspecify.annotations.NullMarked;
