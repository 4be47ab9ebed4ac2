# Makes a source with a bug: cmake -DPLANT=name.plant -DSOURCE=gil/x.cpp -DOUT=x.cpp -P plant.cmake
#
# A .plant file is what the bug is (lines with #), a line "file:", a line "scenario:", and behind the
# lines "--- instead of" and "--- this" the text of the source and what takes its place. It must occur
# exactly once: whoever changes that part of the source looks at the planting, too.
file(READ "${PLANT}" plant)
file(READ "${SOURCE}" source)
set(before_mark "--- instead of\n")
set(after_mark "--- this\n")
string(FIND "${plant}" "${before_mark}" before_at)
string(FIND "${plant}" "${after_mark}" after_at)
if(before_at EQUAL -1 OR after_at EQUAL -1)
  message(FATAL_ERROR "${PLANT}: no \"--- instead of\" or no \"--- this\"")
endif()
string(LENGTH "${before_mark}" length)
math(EXPR before_at "${before_at} + ${length}")
math(EXPR before_length "${after_at} - ${before_at}")
string(SUBSTRING "${plant}" ${before_at} ${before_length} before)
string(LENGTH "${after_mark}" length)
math(EXPR after_at "${after_at} + ${length}")
string(SUBSTRING "${plant}" ${after_at} -1 after)

string(FIND "${source}" "${before}" first)
string(FIND "${source}" "${before}" last REVERSE)
if(first EQUAL -1 OR NOT first EQUAL last)
  message(FATAL_ERROR "${PLANT}: this does not occur exactly once in ${SOURCE}:\n${before}")
endif()
string(SUBSTRING "${source}" 0 ${first} head)
string(LENGTH "${before}" length)
math(EXPR first "${first} + ${length}")
string(SUBSTRING "${source}" ${first} -1 tail)
file(WRITE "${OUT}" "${head}${after}${tail}")
