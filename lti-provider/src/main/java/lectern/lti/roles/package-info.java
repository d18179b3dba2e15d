/** From the roles of a launch to a part in the class (LTI Core 1.3 §5.3.7 and appendix A.2). Pure. */
@NullMarked
package lectern.lti.roles;

import org.jspecify.annotations.NullMarked;
