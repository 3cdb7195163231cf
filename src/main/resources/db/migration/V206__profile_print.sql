-- A number for what matching looks at in a member: whoever has compared it before asks for this number, and for
-- the profile only where it is another. Rows are narrow, for a page of arrivals asks for thousands of them.
create table profile_print (
    member bigint not null primary key,
    print  bigint not null
);

insert into profile_print (member, print)
select id, hashtextextended(profile, 0) from member where profile is not null order by id;
